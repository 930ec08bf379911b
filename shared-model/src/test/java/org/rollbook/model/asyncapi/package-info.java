@NullMarked
package org.rollbook.model.asyncapi;

import org.jspecify.annotations.NullMarked;
