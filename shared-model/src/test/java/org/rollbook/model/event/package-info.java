@NullMarked
package org.rollbook.model.event;

import org.jspecify.annotations.NullMarked;
