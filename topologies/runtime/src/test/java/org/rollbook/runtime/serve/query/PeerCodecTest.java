package org.rollbook.runtime.serve.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.rollbook.model.avro.DecodeException;
import org.rollbook.model.digest.LearnerBuckets;
import org.rollbook.model.digest.RowsDigest;

class PeerCodecTest {

  private static final Instant NOON = Instant.parse("2026-08-20T12:00:00.123456Z");
  private static final Bounds BOUNDS =
      new Bounds(Duration.ofSeconds(5), true, Optional.of(NOON), Optional.of("an-id"));
  private static final RowsDigest SOME = RowsDigest.NONE.with("some").with("row");
  private static final Freshness FRESHNESS =
      new Freshness(
          NOON, new ServedBy(ServedBy.Role.STANDBY, "there:8201"), Optional.of(Instant.EPOCH));

  @Test
  void shouldCarryQuestions() throws DecodeException {
    var rows =
        new RowsQuestion(
            "roster",
            3,
            List.of(RowKey.of(bytes(1), bytes(1, 2)), RowKey.of(bytes(), bytes())),
            BOUNDS);
    var page =
        new PageQuestion(
            "roster",
            3,
            Bytes.wrap(bytes(1)),
            new PageRequest(
                7, Optional.of(new PageStart(Bytes.wrap(bytes(9)), PageStart.Direction.BEFORE))),
            Map.of("mode", "honor", "is_active", "true"),
            new Bounds(Duration.ZERO, false));

    var buckets = new BucketsQuestion(3, new LearnerBuckets(4096, 8192, 64), 70, BOUNDS);

    assertThat(PeerCodec.bucketsQuestion(PeerCodec.bytesOf(buckets))).isEqualTo(buckets);
    assertThat(PeerCodec.rowsQuestion(PeerCodec.bytesOf(rows))).isEqualTo(rows);
    assertThat(PeerCodec.pageQuestion(PeerCodec.bytesOf(page))).isEqualTo(page);
  }

  @Test
  void shouldCarryRowsAndMissingRows() throws DecodeException {
    List<Optional<byte[]>> rows = List.of(Optional.of(bytes(1, 2, 3)), Optional.empty());

    Answer<List<Optional<byte[]>>> answer =
        PeerCodec.rows(PeerCodec.bytesOfRows(new Answer.Found<>(rows, FRESHNESS)), 2);

    assertThat(answer).usingRecursiveComparison().isEqualTo(new Answer.Found<>(rows, FRESHNESS));
  }

  @Test
  void shouldCarryAPage() throws DecodeException {
    var next = new PageStart(Bytes.wrap(bytes(9)), PageStart.Direction.AFTER);
    var page = new Page<>(List.of(bytes(1), bytes(2)), Optional.of(next), Optional.empty());

    Answer<Page<byte[]>> answer =
        PeerCodec.page(PeerCodec.bytesOfPage(new Answer.Found<>(page, FRESHNESS)));

    assertThat(answer).usingRecursiveComparison().isEqualTo(new Answer.Found<>(page, FRESHNESS));
  }

  @Test
  void shouldCarryDigests() throws DecodeException {
    var answer =
        new Answer.Found<>(
            new BucketsRead(
                List.of(new Bucket(0, new RowsDigest(1, -1)), new Bucket(Long.MAX_VALUE, SOME)),
                Optional.of(7L)),
            FRESHNESS);

    assertThat(PeerCodec.buckets(PeerCodec.bytesOfBuckets(answer))).isEqualTo(answer);
  }

  @Test
  void shouldCarryARefusal() throws DecodeException {
    var refused =
        new Answer.NotReady<Page<byte[]>>(
            new Refusal(Refusal.Reason.STALE, "too old", Duration.ofSeconds(1)));

    assertThat(PeerCodec.page(PeerCodec.bytesOfPage(refused))).isEqualTo(refused);
  }

  /// Whatever was cut off or added, the result is an error and never another question.
  @Test
  void shouldRefuseWhatIsCutOrGoesOn() {
    byte[] whole =
        PeerCodec.bytesOf(
            new RowsQuestion("roster", 3, List.of(RowKey.of(bytes(1), bytes(1, 2))), BOUNDS));

    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> PeerCodec.rowsQuestion(cut)).isInstanceOf(DecodeException.class);
    }
    assertThatThrownBy(() -> PeerCodec.rowsQuestion(Arrays.copyOf(whole, whole.length + 1)))
        .isInstanceOf(DecodeException.class);
  }

  /// A lookup never asks for more; more would take a hundred times as much memory as their bytes.
  @Test
  void shouldRefuseMoreKeysThanALookupMayHave() throws DecodeException {
    RowKey key = RowKey.of(bytes(), bytes());
    var most = new RowsQuestion("roster", 3, Collections.nCopies(1000, key), BOUNDS);
    var more = new RowsQuestion("roster", 3, Collections.nCopies(1001, key), BOUNDS);

    assertThat(PeerCodec.rowsQuestion(PeerCodec.bytesOf(most))).isEqualTo(most);
    assertThatThrownBy(() -> PeerCodec.rowsQuestion(PeerCodec.bytesOf(more)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("more than 1000");
  }

  @Test
  void shouldRefuseALargerPageThanThereIs() {
    var request = new PageRequest(1001, Optional.empty());
    var more = new PageQuestion("roster", 3, Bytes.wrap(bytes(1)), request, Map.of(), BOUNDS);

    assertThatThrownBy(() -> PeerCodec.pageQuestion(PeerCodec.bytesOf(more)))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("more than 1000");
  }

  @Test
  void shouldUnderstandOrRefuseWhateverAByteIsChangedTo() {
    List<Optional<byte[]>> rows = List.of(Optional.of(bytes(1, 2, 3)), Optional.empty());
    byte[] whole = PeerCodec.bytesOfRows(new Answer.Found<>(rows, FRESHNESS));

    for (int at = 0; at < whole.length; at++) {
      for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
        byte[] changed = whole.clone();
        changed[at] = (byte) value;
        assertUnderstoodOrRefused(changed);
      }
    }
  }

  private static void assertUnderstoodOrRefused(byte[] answer) {
    try {
      assertThat(PeerCodec.rows(answer, 2)).isNotNull();
    } catch (DecodeException refused) {
      assertThat(refused.getMessage()).as("why").isNotBlank();
    }
  }

  @Property(tries = 300)
  void shouldUnderstandOrRefuseAnything(@ForAll byte[] anything) {
    try {
      PeerCodec.rowsQuestion(anything);
      PeerCodec.pageQuestion(anything);
      PeerCodec.bucketsQuestion(anything);
    } catch (DecodeException refused) {
      assertThat(refused).hasMessageNotContaining("OutOfMemory");
    }
  }

  private static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int at = 0; at < values.length; at++) {
      bytes[at] = (byte) values[at];
    }
    return bytes;
  }
}
