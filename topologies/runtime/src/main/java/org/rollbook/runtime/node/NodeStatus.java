package org.rollbook.runtime.node;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.rollbook.runtime.ingest.IngestState;

/// What the parts of a node report about themselves; each call asks anew.
///
/// @param views empty until they are started
/// @param viewsHaveRun whether the views were restored once
/// @param refusingSubjects subjects of the registry that refuse newer schemas
/// @param setup what must be there before views start and is not yet, each in a sentence for an
///   operator
/// @param peers the faults of other instances, likewise
record NodeStatus(
    Supplier<IngestState> ingest,
    Supplier<Optional<KafkaStreams.State>> views,
    BooleanSupplier viewsHaveRun,
    Supplier<List<String>> refusingSubjects,
    Supplier<List<String>> setup,
    Supplier<List<String>> peers) {

  static NodeStatus of(NodeParts parts, BooleanSupplier closing, Supplier<List<String>> peers) {
    return new NodeStatus(
        () -> parts.ingest().state(),
        () -> parts.views().client().map(KafkaStreams::state),
        parts.views()::hasRun,
        parts.compatibility()::refusing,
        () ->
            Stream.of(
                    Stream.of("nothing: this instance is closing")
                        .filter(_ -> closing.getAsBoolean()),
                    parts.provisioning().waitingFor().stream(),
                    parts.schemas().waitingFor().stream(),
                    parts.changelogs().waitingFor().stream())
                .flatMap(Function.identity())
                .toList(),
        peers);
  }
}
