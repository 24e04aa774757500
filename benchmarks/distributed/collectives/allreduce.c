/* The call that Distributed.AllReduce is measured against, in the same processes and on the same library. */
#include <mpi.h>

double allreduce_seconds(float *data, int count, int times)
{
    double start = MPI_Wtime();
    for (int i = 0; i < times; i++) MPI_Allreduce(MPI_IN_PLACE, data, count, MPI_FLOAT, MPI_SUM, MPI_COMM_WORLD);
    return (MPI_Wtime() - start) / times;
}
