@NullMarked
package org.rollbook.local.settings;

import org.jspecify.annotations.NullMarked;
