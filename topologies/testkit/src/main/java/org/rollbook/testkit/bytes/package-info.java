/// Looks for texts in whatever was written anywhere, to prove that personal data is not kept.
@NullMarked
package org.rollbook.testkit.bytes;

import org.jspecify.annotations.NullMarked;
