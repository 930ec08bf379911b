/// What a user of the local stack may choose, and what is refused before anything starts.
@NullMarked
package org.rollbook.local.settings;

import org.jspecify.annotations.NullMarked;
