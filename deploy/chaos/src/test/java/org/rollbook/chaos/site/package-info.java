@NullMarked
package org.rollbook.chaos.site;

import org.jspecify.annotations.NullMarked;
