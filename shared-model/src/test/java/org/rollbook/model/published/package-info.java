@NullMarked
package org.rollbook.model.published;

import org.jspecify.annotations.NullMarked;
