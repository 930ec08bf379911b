@NullMarked
package org.rollbook.chaos.account;

import org.jspecify.annotations.NullMarked;
