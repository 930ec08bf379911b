@NullMarked
package org.rollbook.testkit.lms;

import org.jspecify.annotations.NullMarked;
