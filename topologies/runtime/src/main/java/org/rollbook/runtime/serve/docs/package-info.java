/// The pages for people, and the documents that describe the API, the topics and the topology.
@NullMarked
package org.rollbook.runtime.serve.docs;

import org.jspecify.annotations.NullMarked;
