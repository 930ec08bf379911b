package org.rollbook.runtime.node;

import org.rollbook.runtime.ingest.Ingest;
import org.rollbook.runtime.ingest.SubjectCompatibility;
import org.rollbook.runtime.rejected.DeadLetterWatch;
import org.rollbook.runtime.streams.ChangelogWatch;
import org.rollbook.runtime.streams.PublishedSchemas;
import org.rollbook.runtime.streams.StreamsLifecycle;
import org.rollbook.runtime.topics.TopicProvisioning;

/// What a node starts, in this order.
record NodeParts(
    TopicProvisioning provisioning,
    DeadLetterWatch deadLetters,
    Ingest ingest,
    SubjectCompatibility compatibility,
    PublishedSchemas schemas,
    StreamsLifecycle views,
    ChangelogWatch changelogs) {}
