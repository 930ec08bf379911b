package org.rollbook.runtime.node;

import org.rollbook.runtime.ingest.Ingest;
import org.rollbook.runtime.streams.PublishedSchemas;
import org.rollbook.runtime.streams.StreamsLifecycle;
import org.rollbook.runtime.topics.TopicProvisioning;

/// What a node starts, in this order.
record NodeParts(
    TopicProvisioning provisioning,
    Ingest ingest,
    PublishedSchemas schemas,
    StreamsLifecycle views) {}
