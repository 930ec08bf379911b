package org.rollbook.runtime.node;

import org.rollbook.runtime.ingest.Ingest;
import org.rollbook.runtime.ingest.SubjectCompatibility;
import org.rollbook.runtime.ingest.rejected.DeadLetterWatch;
import org.rollbook.runtime.topics.TopicProvisioning;
import org.rollbook.runtime.view.streams.ChangelogWatch;
import org.rollbook.runtime.view.streams.PublishedSchemas;
import org.rollbook.runtime.view.streams.StreamsLifecycle;

/// What a node starts, in this order.
record NodeParts(
    TopicProvisioning provisioning,
    DeadLetterWatch deadLetters,
    Ingest ingest,
    SubjectCompatibility compatibility,
    PublishedSchemas schemas,
    StreamsLifecycle views,
    ChangelogWatch changelogs) {}
