/// Messages that the real producer produced, byte for byte, read from where they stand beside the
/// checkout.
@NullMarked
package org.rollbook.testkit.golden;

import org.jspecify.annotations.NullMarked;
