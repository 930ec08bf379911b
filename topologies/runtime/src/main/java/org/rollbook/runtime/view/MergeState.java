package org.rollbook.runtime.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.rollbook.model.topic.KeyBytes;
import org.rollbook.runtime.watermark.AsOf;
import org.rollbook.runtime.watermark.CompletedPass;
import org.rollbook.runtime.watermark.Watermark;

/// What one task remembers besides its rows: its as-of, which is in each of its stores, and which
/// events are missing, which is in the first store and is reflected in the as-of.
///
/// Only this task writes it, so its cache equals the stores.
final class MergeState {

  /// The reserved row of the events that are missing.
  private static final Bytes MISSING = Bytes.wrap(new byte[] {KeyBytes.RESERVED, 'u'});

  private static final StoreSpec<MissingEvents> MISSING_SPEC =
      new StoreSpec<>("missing-events", MissingEvents.CODEC);

  private final List<KeyValueStore<Bytes, byte[]>> stores;
  private AsOf asOf;
  private MissingEvents missing;

  private MergeState(List<KeyValueStore<Bytes, byte[]>> stores, AsOf asOf, MissingEvents missing) {
    this.stores = stores;
    this.asOf = asOf;
    this.missing = missing;
  }

  /// @param stores of the task, the rows first
  static MergeState of(List<KeyValueStore<Bytes, byte[]>> stores) {
    KeyValueStore<Bytes, byte[]> rows = stores.getFirst();
    return new MergeState(
        stores,
        AsOfRow.withAllLosses(rows::get).orElse(AsOf.NONE),
        Optional.ofNullable(rows.get(MISSING)).map(MISSING_SPEC::row).orElse(MissingEvents.NONE));
  }

  AsOf asOf() {
    return asOf;
  }

  /// The writes that a watermark causes.
  ///
  /// @param writtenAt when the broker appended it
  Runnable effectOf(Watermark watermark, Instant writtenAt) {
    return effectOf(asOf.receive(watermark, writtenAt));
  }

  /// The writes that a pass causes.
  Runnable effectOf(CompletedPass pass) {
    return effectOf(asOf.receive(pass));
  }

  /// Records that an event could not be merged.
  void missing(byte[] journalKey, Instant now) {
    write(missing.with(journalKey, now));
  }

  /// Records that an event was merged or erased. Normally it was not missing.
  void noLongerMissing(byte[] journalKey) {
    if (missing.contains(journalKey)) {
      write(missing.without(journalKey));
    }
  }

  private void write(MissingEvents changed) {
    stores.getFirst().put(MISSING, MISSING_SPEC.bytes(changed));
    missing = changed;
    effectOf(asOf.withUnmergeableSince(changed.since())).run();
  }

  private Runnable effectOf(AsOf newer) {
    Map<Bytes, byte[]> rows = AsOfRow.rows(newer);
    List<Put> puts =
        stores.stream()
            .flatMap(
                store ->
                    rows.entrySet().stream()
                        .map(row -> new Put(store, row.getKey(), row.getValue())))
            .toList();
    return () -> {
      puts.forEach(Put::run);
      asOf = newer;
    };
  }
}
