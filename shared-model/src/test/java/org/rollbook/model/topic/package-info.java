@NullMarked
package org.rollbook.model.topic;

import org.jspecify.annotations.NullMarked;
