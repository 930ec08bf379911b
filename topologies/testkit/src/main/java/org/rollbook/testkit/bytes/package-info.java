/// Searches everything that was written for texts, to prove that personal data is not kept.
@NullMarked
package org.rollbook.testkit.bytes;

import org.jspecify.annotations.NullMarked;
