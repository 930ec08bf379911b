@NullMarked
package org.rollbook.model.openedx;

import org.jspecify.annotations.NullMarked;
