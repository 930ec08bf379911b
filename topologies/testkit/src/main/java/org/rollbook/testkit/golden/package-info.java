/// Messages of the real producer, byte for byte, read from a folder outside of the checkout.
@NullMarked
package org.rollbook.testkit.golden;

import org.jspecify.annotations.NullMarked;
