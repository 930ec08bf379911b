/// What the bridge answers over HTTP.
@NullMarked
package org.rollbook.bridge.api;

import org.jspecify.annotations.NullMarked;
