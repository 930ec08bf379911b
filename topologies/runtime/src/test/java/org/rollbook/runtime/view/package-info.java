@NullMarked
package org.rollbook.runtime.view;

import org.jspecify.annotations.NullMarked;
