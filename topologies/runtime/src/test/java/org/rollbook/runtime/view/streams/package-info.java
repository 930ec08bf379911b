@NullMarked
package org.rollbook.runtime.view.streams;

import org.jspecify.annotations.NullMarked;
