/// The settings of the bridge.
@NullMarked
package org.rollbook.bridge.settings;

import org.jspecify.annotations.NullMarked;
