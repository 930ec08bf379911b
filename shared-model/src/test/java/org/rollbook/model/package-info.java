@NullMarked
package org.rollbook.model;

import org.jspecify.annotations.NullMarked;
