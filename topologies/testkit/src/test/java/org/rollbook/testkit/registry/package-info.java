@NullMarked
package org.rollbook.testkit.registry;

import org.jspecify.annotations.NullMarked;
