@NullMarked
package org.rollbook.local.sample;

import org.jspecify.annotations.NullMarked;
