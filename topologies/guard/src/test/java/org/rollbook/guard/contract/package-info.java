@NullMarked
package org.rollbook.guard.contract;

import org.jspecify.annotations.NullMarked;
