@NullMarked
package org.rollbook.testkit.kafka;

import org.jspecify.annotations.NullMarked;
