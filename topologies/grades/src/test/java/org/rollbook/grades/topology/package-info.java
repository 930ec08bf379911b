@NullMarked
package org.rollbook.grades.topology;

import org.jspecify.annotations.NullMarked;
