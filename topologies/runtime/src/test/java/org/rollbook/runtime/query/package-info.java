@NullMarked
package org.rollbook.runtime.query;

import org.jspecify.annotations.NullMarked;
