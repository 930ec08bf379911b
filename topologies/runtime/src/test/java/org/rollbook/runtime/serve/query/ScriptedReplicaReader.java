package org.rollbook.runtime.serve.query;

import java.util.List;
import java.util.Optional;

/// Gives the answer that a test defines, whatever it is asked.
record ScriptedReplicaReader(Answer<List<Optional<byte[]>>> rows, Answer<Page<byte[]>> page)
    implements ReplicaReader {

  /// Has nothing.
  static ScriptedReplicaReader holdingNothing(String why) {
    return new ScriptedReplicaReader(
        Answer.notNow(Refusal.Reason.NOT_HERE, why), Answer.notNow(Refusal.Reason.NOT_HERE, why));
  }

  /// Has something, and refuses to answer from it.
  static ScriptedReplicaReader refusing(Refusal refusal) {
    return new ScriptedReplicaReader(
        new Answer.NotReady<>(refusal), new Answer.NotReady<>(refusal));
  }

  @Override
  public Answer<List<Optional<byte[]>>> rows(RowsQuestion question) {
    return rows;
  }

  @Override
  public Answer<Page<byte[]>> page(PageQuestion question) {
    return page;
  }

  @Override
  public Answer<BucketsRead> buckets(BucketsQuestion question) {
    throw new AssertionError("rows or pages are asked for");
  }
}
