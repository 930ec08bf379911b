/// The CloudEvents envelope as Open edX's producer writes it into Kafka headers, and the reasons to
/// refuse a message.
@NullMarked
package org.rollbook.model.event;

import org.jspecify.annotations.NullMarked;
