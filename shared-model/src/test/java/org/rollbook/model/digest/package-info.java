@NullMarked
package org.rollbook.model.digest;

import org.jspecify.annotations.NullMarked;
