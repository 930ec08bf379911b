/// Settings as whoever starts a program with Maven gives them: `-D<program>.<name>=...`.
@NullMarked
package org.rollbook.testkit.settings;

import org.jspecify.annotations.NullMarked;
