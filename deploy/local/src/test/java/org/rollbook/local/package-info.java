@NullMarked
package org.rollbook.local;

import org.jspecify.annotations.NullMarked;
