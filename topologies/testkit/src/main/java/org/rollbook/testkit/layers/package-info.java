/// The rules of the house as ArchUnit checks them.
@NullMarked
package org.rollbook.testkit.layers;

import org.jspecify.annotations.NullMarked;
