@NullMarked
package org.rollbook.grades;

import org.jspecify.annotations.NullMarked;
