@NullMarked
package org.rollbook.local.status;

import org.jspecify.annotations.NullMarked;
