/// What Open edX's own producers send: the schemas of their events, with their fields in order.
@NullMarked
package org.rollbook.model.openedx;

import org.jspecify.annotations.NullMarked;
