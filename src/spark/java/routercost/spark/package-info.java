/// The Spark job that makes a saved cube on a cluster.
package routercost.spark;
