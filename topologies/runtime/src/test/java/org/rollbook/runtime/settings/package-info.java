@NullMarked
package org.rollbook.runtime.settings;

import org.jspecify.annotations.NullMarked;
