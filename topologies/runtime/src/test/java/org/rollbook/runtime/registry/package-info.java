@NullMarked
package org.rollbook.runtime.registry;

import org.jspecify.annotations.NullMarked;
