/// What is done to a site while it is read, and one run of that.
@NullMarked
package org.rollbook.chaos.drill;

import org.jspecify.annotations.NullMarked;
