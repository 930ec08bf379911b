/// How differences are judged.
@NullMarked
package org.rollbook.reconciler.pass;

import org.jspecify.annotations.NullMarked;
