@NullMarked
package org.rollbook.model.avro;

import org.jspecify.annotations.NullMarked;
