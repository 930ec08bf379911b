@NullMarked
package org.rollbook.testkit.settings;

import org.jspecify.annotations.NullMarked;
