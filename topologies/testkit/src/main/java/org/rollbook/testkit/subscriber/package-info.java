/// What an analyst might write: nothing here uses any Rollbook code.
@NullMarked
package org.rollbook.testkit.subscriber;

import org.jspecify.annotations.NullMarked;
