package org.rollbook.runtime.node;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.KafkaStreams;
import org.rollbook.runtime.ingest.IngestState;

/// What the parts of a node say of themselves, anew each time that they are asked.
///
/// @param views empty until they are started
/// @param viewsHaveRun whether the views were once restored
/// @param refusingSubjects subjects of the registry that refuse newer schemas
/// @param setup what still has to be there before views start, each a sentence for an operator
/// @param peers what is wrong with other instances, likewise
record Signs(
    Supplier<IngestState> ingest,
    Supplier<Optional<KafkaStreams.State>> views,
    BooleanSupplier viewsHaveRun,
    Supplier<List<String>> refusingSubjects,
    Supplier<List<String>> setup,
    Supplier<List<String>> peers) {

  static Signs of(NodeParts parts, BooleanSupplier closing, Supplier<List<String>> peers) {
    return new Signs(
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
