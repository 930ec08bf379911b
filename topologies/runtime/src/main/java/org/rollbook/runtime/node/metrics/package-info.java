/// What is counted and timed, with names and labels bounded: Kafka's own meters by an allow-list,
/// and ours.
@NullMarked
package org.rollbook.runtime.node.metrics;

import org.jspecify.annotations.NullMarked;
