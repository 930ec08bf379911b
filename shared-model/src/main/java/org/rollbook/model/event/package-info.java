/// The CloudEvents envelope as Open edX's producer writes it into Kafka headers, and why a message
/// may be refused.
@NullMarked
package org.rollbook.model.event;

import org.jspecify.annotations.NullMarked;
