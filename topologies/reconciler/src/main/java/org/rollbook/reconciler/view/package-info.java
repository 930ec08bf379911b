/// The views, as clients of their HTTP API.
@NullMarked
package org.rollbook.reconciler.view;

import org.jspecify.annotations.NullMarked;
